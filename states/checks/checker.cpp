#include "states/checks/checker.hpp"

#include <algorithm>

#include "states/checks/survey.hpp"
#include "states/step.hpp"

namespace waymark::states {

namespace {

// The reader's first, then the checker's, each in the order of docs/charts.md.
constexpr auto kinds = std::to_array<FindingKind>({
    {"bad-xml", true},
    {"wrong-root", true},
    {"unknown-element", true},
    {"unknown-attribute", true},
    {"missing-attribute", true},
    {"bad-attribute", true},
    {"missing-state", true},
    {"missing-transition", true},
    {"bad-id", true},
    {"duplicate-id", true},
    {"unknown-target", true},
    {"illegal-target", true},
    {"illegal-initial", true},
    {"bad-content", true},
    {"data-not-fetched", true},
    {"bad-language", true},
    {"duplicate-text", true},
    {"bad-reason", true},
    {"bad-form", true},
    {"chart-unsupported", true},
    {"too-large", true},
    {"bad-expression", true},
    {"unknown-name", true},
    {"bad-call", true},
    {"unknown-state", true},
    {"unknown-send", true},
    {"unknown-receiver", true},
    {"form-lacks-member", true},
    {"form-contradicted", true},
    {"form-optional", true},
    {"constant-guard", false},
    {"unreachable-state", false},
    {"trapping-state", false},
    {"shadowed-transition", false},
    {"event-unheard", false},
    {"event-never-sent", false},
    {"timer-unheard", false},
    {"timer-left-armed", false},
    {"unused-data", false},
    {"text-missing", false},
    {"reason-missing", false},
});

}  // namespace

std::span<const FindingKind> finding_kinds() { return kinds; }

bool refuses_publication(std::string_view code) {
    const auto* found = std::ranges::find(kinds, code, &FindingKind::code);
    return found == kinds.end() || found->refuses;
}

bool descriptor_matches(std::string_view descriptor, std::string_view event) {
    return descriptor.empty() || (event.starts_with(descriptor) &&
                                  (event.size() == descriptor.size() || event[descriptor.size()] == '.'));
}

bool listens(const Program& program, std::string_view event) {
    return std::ranges::any_of(program.transitions, [&](const TransitionNode& transition) {
        return std::ranges::any_of(transition.descriptors, [&](const std::string& descriptor) {
            return descriptor_matches(descriptor, event);
        });
    });
}

bool goes_to_itself(const SendAction& send) {
    const bool own = !send.type.code && (send.type.text.empty() || send.type.text == "scxml" ||
                                         send.type.text == scxml_processor);
    return own && !send.target.code && (send.target.text.empty() || send.target.text == "#_internal");
}

std::vector<Finding> check_chart(const Chart& chart, const Element& document, const Functions& functions,
                                 const Outside& outside) {
    const auto& program = chart.program();
    const Survey survey(program, functions);
    FindingList findings(program.file);
    const Subject subject{chart, program, document, outside, survey, findings};
    for (const auto check : {check_expressions, check_guards, check_reachability, check_shadowing, check_data,
                             check_events, check_timers, check_forms, check_texts})
        check(subject);
    return std::move(findings).sorted();
}

}  // namespace waymark::states
