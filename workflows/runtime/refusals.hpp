// The answers no: each says what is wrong, what can be done, and shows programs the same in `details`. Pure.
#pragma once

#include "workflows/runtime/instance.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::runtime {

/// The service itself may all.
bool may_send(const Actor& actor, const states::EventDeclaration& event);
bool may_read(const Program& program, const Actor& actor, std::string_view workflow, FamilyId family,
              InstanceId id);
bool may_read(const Program& program, const Actor& actor, const Instance& instance);
bool may_operate(const Program& program, const Actor& actor, std::string_view operation);

Error not_found(std::string what);
Error role_missing(const states::EventDeclaration& event);
Error operation_refused(std::string_view operation);
/// details.events: those that somebody may send.
Error event_unknown(const states::Chart& chart, std::string_view event);
/// details.possible: events possible now that the actor may send; details.reasons: what stands against this
/// one, which the chart declares.
Error event_not_possible(const Program& program, const Instance& instance, Instant at, const Actor& actor,
                         const states::Event& event, const FindInstances& find);
/// For each event of the chart: could the actor send it now, whatever its data?
std::vector<states::Possibility> possibilities_for(const Program& program, const Instance& instance,
                                                   Instant at, const Actor& actor, const FindInstances& find);
Error storage_full();
Error stopping_now();
Error version_stale(std::uint64_t current);
Error quarantined(const Instance& instance);

}  // namespace waymark::runtime
