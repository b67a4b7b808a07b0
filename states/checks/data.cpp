// unused-data: declared, and neither read nor written nor given by whoever starts the chart. What is written
// and never read is no finding: people see an instance's data.
#include <algorithm>

#include "states/checks/survey.hpp"

namespace waymark::states {

namespace {

bool is_workflow(const Subject& subject) {
    return !subject.chart.events().empty() || subject.chart.start() != nullptr ||
           std::ranges::any_of(subject.survey.sends, [](const Sending& sending) {
               return sending.send->type.text.starts_with("urn:waymark:");
           });
}

bool given_at_start(const Subject& subject, const std::string& name) {
    if (const auto* start = subject.chart.start())
        if (!start->form["properties"][name].is_undefined()) return true;
    if (!subject.outside.known) return is_workflow(subject);
    return subject.outside.any_argument ||
           std::ranges::find(subject.outside.arguments, name) != subject.outside.arguments.end();
}

/// What does not compile may mean it all the same.
bool may_be_named(const Subject& subject, const std::string& name) {
    return std::ranges::any_of(subject.survey.uses, [&](const Use& use) {
        return !use.root && use.code->text.find(name) != std::string::npos;
    });
}

}  // namespace

void check_data(const Subject& subject) {
    const auto& program = subject.program;
    std::vector<bool> used(program.variables.names().size());
    for (const auto& node : subject.survey.tree.nodes)
        if (node.operation == Operation::variable) used[node.a] = true;
    for (const auto slot : subject.survey.loop_slots)
        if (slot < used.size()) used[slot] = true;
    for (StateIndex s = 0; s < program.states.size(); ++s)
        for (const auto& data : program.states[s].data) {
            const auto& name = program.variables.names()[data.slot];
            if (used[data.slot] || (s == 0 && given_at_start(subject, name)) || may_be_named(subject, name))
                continue;
            subject.findings.add("unused-data", data.place,
                                 "Nothing reads, writes or gives the data " + quoted(name) + "; remove it.");
        }
}

}  // namespace waymark::states
