#include "diagrams/drawing.hpp"

#include <algorithm>
#include <map>
#include <variant>

#include "states/program.hpp"

namespace waymark::diagrams {
namespace {

using states::Action;
using states::Block;
using states::Program;
using states::StateKind;

/// Event → how long its timers are armed for, in document order.
using Delays = std::map<std::string, std::vector<std::string>, std::less<>>;

std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

void collect_delays(const Block& block, Delays& delays);

struct DelayCollector {
    Delays& delays;
    void operator()(const states::SendAction& send) const {
        const bool own = !send.type.given() && (!send.target.given() || send.target.text == "#_internal");
        if (!own || !send.delay.given() || send.event.text.empty()) return;
        auto& known = delays[send.event.text];
        auto text = on_one_line(send.delay.code ? send.delay.code->text : send.delay.text);
        if (std::ranges::find(known, text) == known.end()) known.push_back(std::move(text));
    }
    void operator()(const states::Choose& choose) const {
        for (const auto& branch : choose.branches) collect_delays(branch.block, delays);
    }
    void operator()(const states::Foreach& loop) const { collect_delays(loop.block, delays); }
    void operator()(const auto& /*other*/) const {}
};

void collect_delays(const Block& block, Delays& delays) {
    for (const Action& action : block) std::visit(DelayCollector{delays}, action.what);
}

Delays delays_of(const Program& program) {
    Delays delays;
    for (const auto& state : program.states) {
        for (const auto& block : state.on_entry) collect_delays(block, delays);
        for (const auto& block : state.on_exit) collect_delays(block, delays);
    }
    for (const auto& transition : program.transitions) collect_delays(transition.block, delays);
    return delays;
}

Shape shape_of(StateKind kind) {
    switch (kind) {
        case StateKind::root:
        case StateKind::compound:
            return Shape::group;
        case StateKind::parallel:
            return Shape::regions;
        case StateKind::final_state:
            return Shape::final_state;
        case StateKind::shallow_history:
            return Shape::history;
        case StateKind::deep_history:
            return Shape::deep_history;
        case StateKind::atomic:
            break;
    }
    return Shape::plain;
}

class Draughtsman {
  public:
    Draughtsman(const states::Chart& chart, std::string_view language)
        : chart_(chart), program_(chart.program()), delays_(delays_of(program_)) {
        drawing_.language = language;
    }

    Drawing draw() {
        drawing_.name = chart_.name();
        drawing_.title = chart_.title().in(drawing_.language);
        if (drawing_.title.empty()) drawing_.title = chart_.name();
        drawing_.description = program_.states[0].description.in(drawing_.language);
        const auto count = static_cast<states::StateIndex>(program_.states.size());
        drawing_.boxes.resize(count);
        for (states::StateIndex s = 0; s < count; ++s) add_state(s);
        for (states::StateIndex s = 0; s < count; ++s) add_start(s);
        return std::move(drawing_);
    }

  private:
    [[nodiscard]] std::string title_of(states::StateIndex s) const {
        const auto& title = program_.states[s].title.in(drawing_.language);
        if (!title.empty()) return title;
        if (program_.is_history(s))
            return std::string(phrase("where it last was", "где было в последний раз", drawing_.language));
        return program_.states[s].id.starts_with('_') ? std::string{} : program_.states[s].id;
    }

    void add_state(states::StateIndex s) {
        const auto& state = program_.states[s];
        Box& box = drawing_.boxes[s];
        box.id = state.id;
        box.title = title_of(s);
        box.description = state.description.in(drawing_.language);
        box.shape = shape_of(state.kind);
        if (s > 0) box.parent = state.parent;
        for (const auto history : state.histories) box.children.push_back(history);
        for (const auto child : state.children) box.children.push_back(child);
        for (const auto t : state.transitions) add_rows(box, t);
        if (box.shape == Shape::history || box.shape == Shape::deep_history)
            if (state.initial != states::no_index) box.rows.push_back(arrow_of(state.initial));
    }

    void add_start(states::StateIndex s) {
        const auto& state = program_.states[s];
        if (!program_.is_compound(s) || state.children.empty() || state.initial == states::no_index) return;
        const auto at = drawing_.boxes.size();
        Box start;
        start.id = state.id + ".start";
        start.shape = Shape::start;
        start.parent = s;
        start.rows.push_back(arrow_of(state.initial));
        drawing_.boxes.push_back(std::move(start));
        auto& children = drawing_.boxes[s].children;
        children.insert(children.begin(), at);
    }

    [[nodiscard]] Row arrow_of(states::TransitionIndex t) const {
        Row row;
        row.transition = t;
        for (const auto target : program_.transitions[t].targets) row.targets.push_back(target);
        return row;
    }

    void add_rows(Box& box, states::TransitionIndex t) const {
        const auto& transition = program_.transitions[t];
        Row row = arrow_of(t);
        if (transition.condition) row.guard = on_one_line(transition.condition->text);
        if (transition.descriptors.empty()) {
            row.label = row.guard.empty() ? phrase("at once", "сразу", drawing_.language)
                                          : phrase("as soon as", "как только", drawing_.language);
            box.rows.push_back(std::move(row));
            return;
        }
        for (const auto& event : transition.descriptors) {
            row.event = event.empty() ? "*" : event;
            row.label = event_title(event);
            const auto armed = delays_.find(event);
            row.delays = armed == delays_.end() ? std::vector<std::string>() : armed->second;
            row.cause = cause_of(row);
            box.rows.push_back(row);
        }
    }

    [[nodiscard]] Cause cause_of(const Row& row) const {
        if (!row.delays.empty()) return Cause::timer;
        if (row.event.starts_with("done.") || row.event.starts_with("error")) return Cause::automatic;
        const auto* declared = chart_.event(row.event);
        return declared != nullptr && !declared->roles.empty() ? Cause::person : Cause::message;
    }

    [[nodiscard]] std::string event_title(const std::string& event) const {
        if (event.empty()) return std::string(phrase("any event", "любое событие", drawing_.language));
        if (const auto* declared = chart_.event(event)) {
            const auto& title = declared->title.in(drawing_.language);
            if (!title.empty()) return title;
        }
        constexpr std::string_view done = "done.state.";
        if (event.starts_with(done)) {
            const auto state = program_.state_ids.find(event.substr(done.size()));
            if (state != program_.state_ids.end())
                return title_of(state->second) +
                       std::string(phrase(": completed", ": завершено", drawing_.language));
        }
        return event;
    }

    const states::Chart& chart_;
    const Program& program_;
    Delays delays_;
    Drawing drawing_;
};

bool matches(std::string_view descriptor, std::string_view event) {
    if (descriptor.empty()) return false;
    if (descriptor == "*" || descriptor == event) return true;
    return event.starts_with(descriptor) && event[descriptor.size()] == '.';
}

}  // namespace

bool Drawing::is_within(BoxIndex box, BoxIndex ancestor) const {
    while (box != no_box && box != ancestor) box = boxes[box].parent;
    return box == ancestor;
}

std::string_view phrase(std::string_view en, std::string_view ru, std::string_view language) {
    return language == "ru" ? ru : en;
}

Drawing draw(const states::Chart& chart, std::string_view language) {
    return Draughtsman(chart, language).draw();
}

void mark(Drawing& drawing, const Standing& standing) {
    for (const auto& box : drawing.boxes) {
        if (std::ranges::find(standing.active, box.id) == standing.active.end()) continue;
        auto* lit = &drawing.boxes[static_cast<std::size_t>(&box - drawing.boxes.data())];
        for (; lit->parent != no_box; lit = &drawing.boxes[lit->parent]) lit->active = true;
    }
    if (standing.next_event.empty()) return;
    std::string what = standing.next_event;
    for (auto& box : drawing.boxes) {
        if (!box.active) continue;
        for (auto& row : box.rows) {
            row.next = matches(row.event, standing.next_event);
            if (row.next) what = row.label;
        }
    }
    drawing.next = std::string(phrase("Next by itself: ", "Дальше произойдёт само: ", drawing.language)) +
                   standing.next_due + " · " + what;
}

}  // namespace waymark::diagrams
