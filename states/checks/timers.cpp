// timer-unheard, timer-left-armed, unknown-send: delayed events that nothing waits for, and ids of sends that
// there are not.
#include <algorithm>

#include "states/checks/survey.hpp"
#include "states/entry_set.hpp"

namespace waymark::states {

namespace {

bool is_timer(const SendAction& send) {
    return goes_to_itself(send) && send.delay.given() && !send.event.code &&
           (send.delay.code || (send.delay.text != "0s" && send.delay.text != "0ms"));
}

bool takes(const TransitionNode& transition, std::string_view event) {
    return std::ranges::any_of(transition.descriptors, [&](const std::string& descriptor) {
        return descriptor_matches(descriptor, event);
    });
}

bool is_cancelled(const Survey& survey, const SendAction& send) {
    return send.id_location || std::ranges::any_of(survey.cancels, [&](const Cancelling& each) {
               return each.cancel->id.code || (!send.id.empty() && each.cancel->id.text == send.id);
           });
}

/// Is the state left, other than by this event, for something that goes on?
bool is_left(const Program& program, StateIndex state, std::string_view event) {
    for (auto s = state; s != no_index; s = program.states[s].parent)
        for (const auto t : program.states[s].transitions) {
            const auto& node = program.transitions[t];
            if (node.targets.empty() || takes(node, event)) continue;
            const auto domain = node.fixed ? node.domain : transition_domain(program, nullptr, t);
            if (!program.is_descendant(state, domain)) continue;
            const bool ends = std::ranges::all_of(node.targets, [&](StateIndex target) {
                return program.finals.contains(target) && program.states[target].parent == 0;
            });
            if (!ends) return true;
        }
    return false;
}

void check_timer(const Subject& subject, const Sending& timer) {
    const auto& program = subject.program;
    const auto& event = timer.send->event.text;
    if (!listens(program, event)) {
        if (!is_cancelled(subject.survey, *timer.send))
            subject.findings.add("timer-unheard", timer.place,
                                 "This timer's event " + quoted(event) +
                                     " is taken by no transition, and it is never cancelled; add a "
                                     "transition, or remove the timer.");
        return;
    }
    if (is_cancelled(subject.survey, *timer.send)) return;
    const auto state = timer.moment.state;
    const bool heard_within = std::ranges::all_of(program.transitions, [&](const TransitionNode& t) {
        return !takes(t, event) || t.source == state || program.is_descendant(t.source, state);
    });
    const bool into_it =
        timer.moment.transition == no_index || program.transitions[timer.moment.transition].targets.empty();
    if (into_it && heard_within && is_left(program, state, event))
        subject.findings.add("timer-left-armed", timer.place,
                             "This timer stays armed when " + quoted(program.states[state].id) +
                                 " is left, and only that state takes its event: give it an id, and "
                                 "<cancel> it in <onexit>.");
}

/// May a send have this id?
bool is_sent(const Survey& survey, std::string_view id) {
    return std::ranges::any_of(survey.sends, [&](const Sending& sending) { return sending.send->id == id; });
}

}  // namespace

void check_timers(const Subject& subject) {
    const auto& survey = subject.survey;
    const auto unknown = [&](std::string_view id, Place place) {
        if (!is_sent(survey, id))
            subject.findings.add("unknown-send", place,
                                 "There is no <send id=" + quoted(id) + ">; correct the id.");
    };
    for (const auto& sending : survey.sends) {
        if (is_timer(*sending.send)) check_timer(subject, sending);
        for (const auto& id : sending.send->superseded_by) unknown(id, sending.place);
    }
    for (const auto& each : survey.cancels)
        if (!each.cancel->id.code) unknown(each.cancel->id.text, each.place);
}

}  // namespace waymark::states
