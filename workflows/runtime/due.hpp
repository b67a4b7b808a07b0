// The earliest due of each family that has a timer, in order. Not the timers: those are in the instances'
// states. Owned by the service, on the writer's thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <set>

#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

class DueTree {
  public:
    void set(FamilyId family, std::optional<Instant> earliest);
    /// As set, but only ever to something earlier: for what is known of a family that is not loaded.
    void at_latest(FamilyId family, Instant earliest);
    /// The family with the earliest due, the smaller id first.
    [[nodiscard]] std::optional<std::pair<Instant, FamilyId>> first() const;

  private:
    std::set<std::pair<Instant, FamilyId>> order_;
    boost::unordered_flat_map<FamilyId, Instant, std::hash<FamilyId>> earliest_;
};

}  // namespace waymark::runtime
