// Commands that are done together: a batch of its own between two others, committed whole or taken back
// whole.
#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/due_timers.hpp"
#include "workflows/runtime/refusals.hpp"
#include "workflows/runtime/writer.hpp"

namespace waymark::runtime {

namespace {

/// The first that the command has started; 0: none.
InstanceId started_by(const Answer& answer) {
    const auto started = std::ranges::find(answer.touched, 1U, &Instance::version);
    return started == answer.touched.end() ? InstanceId{} : (*started)->id;
}

/// What is due by now comes before all of them; none of them arms a timer for now.
void fire_due_before(Stage& stage, const std::vector<Joint>& commands) {
    for (const auto& [command, to_started] : commands)
        for (const auto family : families_of(stage, command)) fire_all_due_in(stage, family);
}

/// The versions that they were decided on are those from before all of them.
std::vector<RefusedJoint> find_stale(Stage& stage, const std::vector<Joint>& commands) {
    std::vector<RefusedJoint> stale;
    for (std::size_t place = 0; place < commands.size(); ++place) {
        const auto& command = commands[place].command;
        const auto* send = std::get_if<SendEvent>(&command.act);
        if (!command.if_version || send == nullptr) continue;
        const auto instance = find_for(stage, command.actor, send->instance);
        if (instance && (*instance)->version != *command.if_version)
            stale.push_back({place, version_stale((*instance)->version)});
    }
    return stale;
}

/// Stops at the first refusal, unless all are wanted.
std::vector<RefusedJoint> perform_each(Stage& stage, const std::vector<Joint>& commands, bool all) {
    fire_due_before(stage, commands);
    auto refused = find_stale(stage, commands);
    if (!refused.empty()) return refused;
    InstanceId started;
    bool behind_refused = false;  // whom such an event is for was refused itself, and said so
    for (std::size_t place = 0; place < commands.size(); ++place) {
        auto command = commands[place].command;
        command.if_version.reset();
        if (commands[place].to_started) {
            if (behind_refused) continue;
            std::get<SendEvent>(command.act).instance = started;
        }
        auto answer = std::visit([&](const auto& act) { return perform(stage, command, act); }, command.act);
        if (!commands[place].to_started) behind_refused = !answer;
        if (!answer) {
            refused.push_back({place, std::move(answer).error()});
            if (!all) return refused;
        } else if (const auto id = started_by(*answer); id.number != 0) {
            started = id;
        }
    }
    return refused;
}

}  // namespace

Result<std::vector<RefusedJoint>> Writer::perform_together(const std::vector<Joint>& commands, bool dry_run) {
    if (stopping()) return stopping_now();
    stage_.batch.begin(stage_.holds.now());
    const auto before = stage_.batch.mark();
    bool room = make_room();
    std::vector<RefusedJoint> refused;
    if (room) {
        look_at_clock();
        const auto mark = stage_.batch.mark();
        refused = perform_each(stage_, commands, dry_run);
        if (dry_run || !refused.empty()) stage_.batch.roll_back(mark);
        room = commit();
    }
    if (!room) stage_.batch.roll_back(before);
    ports_.journal.settle();
    write_back_.committed(stage_.batch.now());
    go_on();
    if (!room) return storage_full();
    return refused;
}

}  // namespace waymark::runtime
