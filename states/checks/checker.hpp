// The checker: what a chart that can be read says wrongly or in vain. Not the reader: what that refuses never
// comes here. Not the meeting of several charts: who sends what to whom is told to it (workflows/runtime).
#pragma once

#include <array>
#include <span>

#include "states/chart.hpp"
#include "states/document.hpp"
#include "states/program.hpp"

namespace waymark::states {

/// An event that others send to the instances of a chart.
struct Arrival {
    std::string event;                 // empty: any
    bool any_data = false;             // what its data holds cannot be told
    std::vector<std::string> members;  // otherwise: what they give as its data
};

/// What others do to the instances of a chart.
struct Outside {
    bool known = false;  // false: others may send it anything and start it with anything
    std::vector<Arrival> arrivals;
    bool any_argument = false;           // what they start it with cannot be told
    std::vector<std::string> arguments;  // otherwise: the names
};

/// `document` is the tree that the chart was read from; `functions` those it was read with.
/// In order of place.
std::vector<Finding> check_chart(const Chart& chart, const Element& document, const Functions& functions,
                                 const Outside& outside);

/// Every code that a finding can have. What `refuses` keeps a document from being published: such a chart
/// cannot run as it is written, or says what is not so. Source: docs/charts.md, "Checking".
struct FindingKind {
    std::string_view code;
    bool refuses;
};
std::span<const FindingKind> finding_kinds();
[[nodiscard]] bool refuses_publication(std::string_view code);

/// Does a transition's descriptor match an event (SCXML 3.12.1)?
[[nodiscard]] bool descriptor_matches(std::string_view descriptor, std::string_view event);
/// Does any transition of the chart listen to it?
[[nodiscard]] bool listens(const Program& program, std::string_view event);
/// SCXML's own processor: the event comes back to the instance that sends it.
[[nodiscard]] bool goes_to_itself(const SendAction& send);

}  // namespace waymark::states
