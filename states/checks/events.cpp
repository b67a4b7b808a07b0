// event-unheard, event-never-sent, unknown-state: events that go nowhere and events that never come, as far
// as one chart can tell; what others send to it stands in Subject::outside.
#include <algorithm>

#include "states/checks/survey.hpp"

namespace waymark::states {

namespace {

constexpr std::string_view done_prefix = "done.state.";

Place place_of(const Subject& subject, const EventDeclaration& declaration) {
    for (const auto& child : subject.document.children)
        if (const auto* name = child->find("name"); child->space == "urn:waymark:chart" &&
                                                    child->name == "event" && name != nullptr &&
                                                    name->value == declaration.name)
            return name->place;
    return subject.document.place;
}

class Sources {
  public:
    explicit Sources(const Subject& subject) : subject_(subject) {}

    /// May an event come that the descriptor matches?
    [[nodiscard]] bool feed(std::string_view descriptor) const {
        const auto fits = [&](std::string_view event) { return descriptor_matches(descriptor, event); };
        if (descriptor.empty() || fits("error.execution") || fits("error.communication")) return true;
        return std::ranges::any_of(subject_.chart.events(),
                                   [&](const auto& e) {
                                       return (!e.roles.empty() || !e.form.is_undefined()) && fits(e.name);
                                   }) ||
               std::ranges::any_of(subject_.survey.raises, [&](const auto& r) { return fits(r.event); }) ||
               std::ranges::any_of(subject_.survey.sends,
                                   [&](const auto& s) {
                                       return goes_to_itself(*s.send) &&
                                              (s.send->event.code || fits(s.send->event.text));
                                   }) ||
               std::ranges::any_of(subject_.outside.arrivals,
                                   [&](const auto& a) { return a.event.empty() || fits(a.event); }) ||
               std::ranges::any_of(subject_.program.states, [&](const StateNode& state) {
                   return (state.kind == StateKind::compound || state.kind == StateKind::parallel) &&
                          fits(state.done_event);
               });
    }

  private:
    const Subject& subject_;
};

void check_awaited(const Subject& subject, const TransitionNode& transition) {
    for (const auto& descriptor : transition.descriptors) {
        if (descriptor.starts_with(done_prefix)) {
            const auto id = descriptor.substr(done_prefix.size());
            if (!subject.program.state_ids.contains(id) && !Sources(subject).feed(descriptor))
                subject.findings.add("unknown-state", transition.place,
                                     "There is no state " + quoted(id) + " whose end " + quoted(descriptor) +
                                         " could tell; correct the id.");
        } else if (!subject.chart.events().empty() && subject.outside.known &&
                   !Sources(subject).feed(descriptor)) {
            subject.findings.add("event-never-sent", transition.place,
                                 "Nobody sends " + quoted(descriptor) +
                                     ": give its <wm:event> roles, send it, or remove the transition.");
        }
    }
}

}  // namespace

void check_events(const Subject& subject) {
    const auto& program = subject.program;
    for (const auto& transition : program.transitions) check_awaited(subject, transition);
    for (const auto& declaration : subject.chart.events())
        if (!listens(program, declaration.name))
            subject.findings.add("event-unheard", place_of(subject, declaration),
                                 "No transition takes the event " + quoted(declaration.name) +
                                     "; add one, or remove the declaration.");
    const auto unheard = [&](std::string_view event, Place place) {
        if (!event.starts_with("error.") && !listens(program, event))
            subject.findings.add(
                "event-unheard", place,
                "No transition of this chart takes " + quoted(event) + "; add one, or do not send it.");
    };
    for (const auto& raising : subject.survey.raises) unheard(raising.event, raising.place);
    for (const auto& sending : subject.survey.sends)
        if (goes_to_itself(*sending.send) && !sending.send->delay.given() && !sending.send->event.code)
            unheard(sending.send->event.text, sending.place);
}

}  // namespace waymark::states
