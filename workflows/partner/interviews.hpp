// Architects and their slots: who may be given an interview and when he is busy; and which applications an
// architect sees. Pure, but for the index of assignments.
#pragma once

#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "workflows/partner/rulebook.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// Lookups: "persons" under a person's id; "scheduled-interviews" under the architect's id.
std::vector<runtime::Lookup> interview_lookups();

/// Of the person and slot that the event names (architect, starts_at, minutes):
/// {present, competences, conflicts: [{interview, starts_at, ends_at}]}. A conflict lies nearer than the
/// rulebook's gap. Undefined: the event names nobody.
states::Value architect_fact(const Rulebook& rulebook, const runtime::FactQuestion& question);

/// Which interviews, and applications by them, are an architect's. Filled by observing "interview". Thread:
/// any.
class Assignments {
  public:
    void take(const runtime::Instance& interview);
    [[nodiscard]] bool include(runtime::InstanceId architect, runtime::InstanceId instance) const;

  private:
    struct Assigned {
        runtime::InstanceId architect;
        std::uint64_t interviews = 0;
    };
    mutable std::shared_mutex mutex_;
    std::unordered_map<runtime::InstanceId, runtime::InstanceId> architect_of_;  // by interview
    std::unordered_map<runtime::InstanceId, std::vector<Assigned>> of_application_;
};

}  // namespace waymark::partner
