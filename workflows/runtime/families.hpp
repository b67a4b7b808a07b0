// Families in memory: the instances that the writer works on, loaded from window and projections when asked
// for, the least recently used ones dropped. Holds what is not committed yet, with the way back. Owned by the
// service, on the writer's thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <list>
#include <optional>
#include <span>

#include "workflows/runtime/definitions.hpp"
#include "workflows/runtime/due.hpp"
#include "workflows/runtime/window.hpp"

namespace waymark::runtime {

/// All instances of one family. Changed through Families alone.
class Family {
  public:
    explicit Family(FamilyId id) : id_(id) {}

    [[nodiscard]] FamilyId id() const { return id_; }
    [[nodiscard]] std::span<const InstancePtr> instances() const { return instances_; }  // by id
    /// nullptr when it is none of the family.
    [[nodiscard]] const InstancePtr& find(InstanceId id) const;
    /// The earliest timer that may fire: of an instance that runs and is not quarantined.
    [[nodiscard]] const std::optional<TimerKey>& earliest() const { return earliest_; }

  private:
    friend class Families;
    InstancePtr put(InstanceId id, InstancePtr instance);  // returns what was there; nullptr removes
    void find_earliest();

    FamilyId id_;
    std::vector<InstancePtr> instances_;
    std::optional<TimerKey> earliest_;
};

class Families {
  public:
    Families(const Window& window, Projections& projections, const Definitions& definitions, DueTree& dues,
             std::size_t kept)
        : window_(window), projections_(projections), definitions_(definitions), dues_(dues), kept_(kept) {}

    /// The family; empty of instances when it does not exist.
    Family& at(FamilyId id);
    /// The family of an instance, or nullptr when there is no such instance.
    Family* of(InstanceId id);
    /// What stands now, not committed. A family that does not exist yet begins with it.
    void put(const InstancePtr& instance);

    /// The number of changes since the last keep(): a point to return to.
    [[nodiscard]] std::size_t changes() const { return undo_.size(); }
    void roll_back(std::size_t changes);
    /// What was put is committed. Drops the least recently used families beyond the bound.
    void keep();

  private:
    using List = std::list<Family>;  // the most recently used first
    struct Undo {
        FamilyId family;
        InstanceId instance;
        InstancePtr before;  // nullptr: it did not exist
    };
    Family& load(FamilyId id);
    void replace(Family& family, InstanceId id, InstancePtr instance);

    const Window& window_;
    Projections& projections_;
    const Definitions& definitions_;
    DueTree& dues_;
    std::size_t kept_;
    List families_;
    boost::unordered_flat_map<FamilyId, List::iterator, std::hash<FamilyId>> by_id_;
    boost::unordered_flat_map<InstanceId, FamilyId, std::hash<InstanceId>> family_of_;  // of the loaded ones
    std::vector<Undo> undo_;
};

}  // namespace waymark::runtime
