// A chart as something to be drawn: boxes in boxes with their titles, the transitions as rows of the box they
// leave. Plain data in one language, made from a compiled chart; the writers read nothing else. It knows no
// coordinates: those are made by layout.hpp, for the one writer that needs them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "states/chart.hpp"

namespace waymark::diagrams {

using BoxIndex = std::size_t;
inline constexpr BoxIndex no_box = static_cast<BoxIndex>(-1);

enum class Shape {
    plain,
    group,    // has states inside
    regions,  // has regions inside that are active together
    final_state,
    start,  // the dot from which a group is entered by default
    history,
    deep_history
};

/// By what a transition is set off.
enum class Cause { person, timer, message, automatic };

/// A transition, as a row of the box that it leaves: a row for each of its events.
struct Row {
    states::TransitionIndex transition = 0;
    std::string event;                // as the chart names it; empty: none is needed
    std::string label;                // the event's title; empty for a start and a history
    std::string guard;                // the whole `cond`, on one line
    std::vector<std::string> delays;  // of a timer's event: how long it is armed for, each once
    Cause cause = Cause::automatic;
    std::vector<BoxIndex> targets;
    bool next = false;  // the event of the instance's next timer, in an active state
};

struct Box {
    std::string id, title, description;
    Shape shape = Shape::plain;
    BoxIndex parent = no_box;
    std::vector<BoxIndex> children;  // in document order, the start and histories first
    std::vector<Row> rows;
    bool active = false;
};

struct Drawing {
    std::string name, title, description, language;
    std::vector<Box> boxes;  // 0 is the chart itself; those of the chart's states have the states' indices
    std::optional<std::string> next;  // what the instance waits for next, in words

    [[nodiscard]] bool is_within(BoxIndex box, BoxIndex ancestor) const;  // itself included
};

/// `language`: "en" or "ru".
Drawing draw(const states::Chart& chart, std::string_view language);

/// Where an instance stands: ids of all its active states, or of the atomic ones alone.
struct Standing {
    std::vector<std::string> active;
    std::string next_event;  // of its next timer; empty: none is armed
    std::string next_due;    // in words, as a person reads it
};
void mark(Drawing& drawing, const Standing& standing);

/// A phrase of the pictures in the drawing's language.
std::string_view phrase(std::string_view en, std::string_view ru, std::string_view language);

}  // namespace waymark::diagrams
