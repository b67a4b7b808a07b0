// Somebody outside starts an instance: the root of a new family.
#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/fields.hpp"
#include "workflows/runtime/personal.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

Result<Answer> perform(Stage& stage, const Command& command, const Start& start) {
    const auto* definition = stage.definitions.newest(start.workflow);
    if (!definition) return not_found("workflow \"" + start.workflow + "\"");
    const auto* declaration = definition->chart->start();
    if (!declaration)
        return Error{"event-unknown",
                     "Instances of \"" + start.workflow +
                         "\" are started by other workflows only; send those the event.",
                     {},
                     {}};
    if (!may_send(command.actor, *declaration)) return role_missing(*declaration);
    if (auto may = check_settable(stage.program, command.actor, start.workflow, {}, start.data); !may)
        return std::move(may).error();
    if (auto clean = check_no_subjects(start.key); !clean) return std::move(clean).error();

    const auto before = stage.batch.mark();
    const auto id = stage.batch.new_id();
    Trip trip(stage, origin_of(stage, command));
    Result<states::Value> data = states::Value();
    auto ran = trip.run([&] {
        data = accept_data(stage, command, *declaration, start.data, id);
        if (data && stage.program.check_start)
            if (auto fits = stage.program.check_start(start.workflow, start.data); !fits)
                data = std::move(fits).error();
        if (data) trip.start(*definition, id, start.key, *data);
    });
    if (ran && data) return answer(stage, command, trip, before);
    stage.batch.roll_back(before);
    return ran ? std::move(data).error() : std::move(ran).error();
}

}  // namespace waymark::runtime
