// A person confirms that the timers may run again.
#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/personal.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

Result<Answer> perform(Stage& stage, const Command& command, const ResumeTimers& resume) {
    if (!may_operate(stage.program, command.actor, "resume"))
        return operation_refused("let the timers run again");
    if (!stage.held()) return Error{"event-not-possible", "The timers are not held.", {}, {}};

    const auto before = stage.batch.mark();
    const auto reason = subject_id({}, stage.batch.next(), "reason");
    stage.batch.subjects().push_back({reason, states::to_json(resume.reason)});
    Trip trip(stage, origin_of(stage, command));
    if (auto ran = trip.run([&] { trip.note(Cause::resume, reason); }); !ran) return std::move(ran).error();
    return answer(stage, command, trip, before);
}

}  // namespace waymark::runtime
