// Who is here, and who stands in for somebody who is away: an index over the persons, kept by observing them.
// A deputy is named by the absent himself, or an administrator (person.scxml); no role goes over to him, and
// where two different persons must act he counts as himself.
#pragma once

#include <shared_mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// The deputy who acts for the person now; 0: nobody does.
runtime::InstanceId acting_deputy(const runtime::Instance& person);

/// Of the person that the event names as a deputy: {present, himself, shares_role}. Undefined: it names
/// nobody.
states::Value deputy_fact(const runtime::FactQuestion& question);
/// Does the sender stand in for the architect of this interview?
states::Value stands_in_fact(const runtime::FactQuestion& question);
/// Is there such an account manager as the event names? Undefined: it names nobody.
states::Value account_manager_fact(const runtime::FactQuestion& question);

/// What follows when somebody leaves: interviews that were to be his ask for a slot again.
std::vector<runtime::Errand> after_leaving(const runtime::Instance& person,
                                           const runtime::FindInstances& find);

/// Thread: any.
class Presence {
  public:
    void take(const runtime::Instance& person);
    [[nodiscard]] bool is_here(runtime::InstanceId person) const;
    [[nodiscard]] bool stands_in(runtime::InstanceId person, runtime::InstanceId other) const;
    /// For whom he stands in.
    [[nodiscard]] std::vector<runtime::InstanceId> absent_behind(runtime::InstanceId person) const;

  private:
    mutable std::shared_mutex mutex_;
    std::unordered_set<runtime::InstanceId> here_;
    std::unordered_map<runtime::InstanceId, runtime::InstanceId> deputy_of_;  // by the absent
};

}  // namespace waymark::partner
