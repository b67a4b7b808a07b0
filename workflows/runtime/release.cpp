// A person lets a quarantined instance go on as it stands.
#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/personal.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

Result<Answer> perform(Stage& stage, const Command& command, const ReleaseQuarantine& release) {
    auto found = find_for(stage, command.actor, release.instance);
    if (!found) return std::move(found).error();
    const auto& instance = *found;
    if (!may_operate(stage.program, command.actor, "release"))
        return operation_refused("release a quarantined instance");
    if (instance->quarantine.empty())
        return Error{
            "event-not-possible", "The instance " + to_text(instance->id) + " is not quarantined.", {}, {}};
    if (command.if_version && *command.if_version != instance->version)
        return version_stale(instance->version);

    const auto before = stage.batch.mark();
    // Free text of a person: it stands where it can be erased.
    const auto reason = subject_id(instance->id, stage.batch.next(), "reason");
    stage.batch.subjects().push_back({reason, states::to_json(release.reason)});
    Trip trip(stage, origin_of(stage, command));
    if (auto ran = trip.run([&] { trip.release(instance, reason); }); !ran) return std::move(ran).error();
    return answer(stage, command, trip, before);
}

}  // namespace waymark::runtime
