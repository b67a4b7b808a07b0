#include "states/sends.hpp"

#include "states/program.hpp"

namespace waymark::states {

namespace {

void collect(const Block& block, std::vector<SendOutline>& found) {
    for (const Action& action : block) {
        if (const auto* send = std::get_if<SendAction>(&action.what)) {
            SendOutline outline{send->type.text,   send->event.text,   send->target.text, {},
                                action.place.line, action.place.column};
            for (const auto& entry : send->payload.entries)
                outline.parameters.push_back({entry.name, entry.value.text});
            found.push_back(std::move(outline));
        } else if (const auto* choose = std::get_if<Choose>(&action.what)) {
            for (const auto& branch : choose->branches) collect(branch.block, found);
        } else if (const auto* foreach = std::get_if<Foreach>(&action.what)) {
            collect(foreach->block, found);
        }
    }
}

}  // namespace

std::vector<SendOutline> sends_of(const Chart& chart) {
    std::vector<SendOutline> found;
    for (const StateNode& state : chart.program().states) {
        for (const Block& block : state.on_entry) collect(block, found);
        for (const Block& block : state.on_exit) collect(block, found);
    }
    for (const TransitionNode& transition : chart.program().transitions) collect(transition.block, found);
    return found;
}

}  // namespace waymark::states
