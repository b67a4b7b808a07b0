// text-missing, reason-missing: what a person would look for and not find in his language. A chart without
// any title speaks to nobody: of it, only texts in one language are found.
#include <algorithm>

#include "states/checks/survey.hpp"

namespace waymark::states {

namespace {

constexpr std::string_view waymark_space = "urn:waymark:chart";

class Texts {
  public:
    explicit Texts(const Subject& subject) : subject_(subject) {
        const auto& chart = subject.chart;
        const auto titled = [](const Text& title) { return !title.en.empty() || !title.ru.empty(); };
        speaks_ = std::ranges::any_of(subject.program.states,
                                      [&](const StateNode& state) { return titled(state.title); }) ||
                  std::ranges::any_of(chart.events(), [&](const auto& event) { return titled(event.title); });
    }

    void states() {
        const auto& states = subject_.program.states;
        look("the chart", states[0].title, states[0].description, states[0].place, true);
        for (StateIndex s = 1; s < states.size(); ++s)
            look("the state " + quoted(states[s].id), states[s].title, states[s].description, states[s].place,
                 !states[s].id.starts_with('_') && !subject_.program.is_history(s));
    }

    void events() {
        for (const auto& child : subject_.document.children) {
            if (child->space != waymark_space) continue;
            const auto* name = child->find("name");
            if (child->name == "event" && name != nullptr)
                if (const auto* event = subject_.chart.event(name->value))
                    declaration("the event " + quoted(event->name), *event, *child);
            if (child->name == "start" && subject_.chart.start() != nullptr)
                declaration("the start", *subject_.chart.start(), *child);
        }
    }

    void reasons() {
        for (const auto& transition : subject_.program.transitions) {
            if (!transition.condition || transition.descriptors.empty()) continue;
            const bool en = transition.reason && !transition.reason->en.empty();
            const bool ru = transition.reason && !transition.reason->ru.empty();
            if (en && ru) continue;
            if (en || ru || (speaks_ && somebody_asks(transition)))
                subject_.findings.add("reason-missing", transition.condition->place,
                                      std::string("Nobody is told in ") + languages(en, ru) +
                                          " why this guard refuses; add <wm:reason> in " + languages(en, ru) +
                                          ".");
        }
    }

  private:
    void declaration(const std::string& what, const EventDeclaration& event, const Element& element) {
        look(what, event.title, event.description, element.place, true);
        auto place = element.place;
        for (const auto& child : element.children)
            if (child->space == waymark_space && child->name == "form") place = child->place;
        form(what, event.form, place);
    }

    void form(const std::string& what, const Value& schema, Place place) {
        if (schema["items"].is_object()) form(what, schema["items"], place);
        if (!schema["properties"].is_object()) return;
        for (const auto& [name, property] : schema["properties"].object()) {
            const auto& titles = property["titles"];
            const Text text{std::string(titles["en"].string_or("")), std::string(titles["ru"].string_or(""))};
            in_both("titles of the form's member " + quoted(name) + " of " + what, text, place, speaks_);
            form(what, property, place);
        }
    }

    void look(const std::string& what, const Text& title, const Text& description, Place place, bool named) {
        in_both("title of " + what, title, place, speaks_ && named);
        in_both("description of " + what, description, place, false);
    }

    void in_both(const std::string& what, const Text& text, Place place, bool wanted) {
        const bool en = !text.en.empty(), ru = !text.ru.empty();
        if ((en && ru) || (!en && !ru && !wanted)) return;
        subject_.findings.add("text-missing", place,
                              "The " + what + " is missing in " + languages(en, ru) + "; add it.");
    }

    static const char* languages(bool en, bool ru) {
        return en ? "Russian" : ru ? "English" : "English and Russian";
    }

    // Somebody outside may send it, and no other transition of the state takes it when this one does not.
    [[nodiscard]] bool somebody_asks(const TransitionNode& transition) const {
        const auto takes = [](const TransitionNode& t, std::string_view event) {
            return std::ranges::any_of(t.descriptors,
                                       [&](const std::string& d) { return descriptor_matches(d, event); });
        };
        return std::ranges::any_of(subject_.chart.events(), [&](const EventDeclaration& event) {
            if (event.roles.empty() || !takes(transition, event.name)) return false;
            return std::ranges::none_of(subject_.program.states[transition.source].transitions,
                                        [&](TransitionIndex other) {
                                            const auto& t = subject_.program.transitions[other];
                                            return !t.condition && takes(t, event.name);
                                        });
        });
    }

    const Subject& subject_;
    bool speaks_ = false;
};

}  // namespace

void check_texts(const Subject& subject) {
    Texts texts(subject);
    texts.states();
    texts.events();
    texts.reasons();
}

}  // namespace waymark::states
