// What each kind of command does, one file each: the checks in their order, then the trip. Nothing of it is
// committed here. On the writer's thread. A refused command leaves no record; a dry run makes its records and
// takes them back.
#pragma once

#include "workflows/runtime/trip.hpp"

namespace waymark::runtime {

/// The instance a command is for, which the actor may know of; its family is in memory. Errors: "not-found".
Result<InstancePtr> find_for(Stage& stage, const Actor& actor, InstanceId id);

// Timers of the family due before are fired already. Errors: as Service::submit has them.
Result<Answer> perform(Stage& stage, const Command& command, const Start& start);
Result<Answer> perform(Stage& stage, const Command& command, const SendEvent& send);
Result<Answer> perform(Stage& stage, const Command& command, const ReleaseQuarantine& release);
Result<Answer> perform(Stage& stage, const Command& command, const ResumeTimers& resume);
Result<Answer> perform(Stage& stage, const Command& command, const RetryMessage& retry);
Result<Answer> perform(Stage& stage, const Command& command, const RecordDeliveries& deliveries);
Result<Answer> perform(Stage& stage, const Command& command, const UndoCommand& undo);

/// The families that the command will move, as far as that is known beforehand: their due timers come first.
std::vector<FamilyId> families_of(Stage& stage, const Command& command);
std::vector<FamilyId> families_of(Stage& stage, const Actor& actor, const UndoCommand& undo);

// Parts of them.

Trip::Origin origin_of(const Stage& stage, const Command& command);
/// The data as it may be recorded: fits the form, names no subjects, its personal parts moved to the batch
/// (not in a dry run). Errors: "form-invalid".
Result<states::Value> accept_data(Stage& stage, const Command& command,
                                  const states::EventDeclaration& declaration, const states::Value& data,
                                  InstanceId instance);
/// Until when a command of this instant can be undone; nothing when nothing is held.
std::optional<Instant> undo_until(const Settings& settings, Instant at);
/// What the trip did since `before`; a dry run is taken back.
Answer answer(Stage& stage, const Command& command, const Trip& trip, const Batch::Mark& before);
/// `touched` without repetitions, the newest of each, in the order of their first move; `instance` is the
/// first.
void set_touched(Answer& answer, std::span<const InstancePtr> moved);

}  // namespace waymark::runtime
