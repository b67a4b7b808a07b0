#include "workflows/runtime/instance.hpp"

#include <limits>

namespace waymark::runtime {

bool is_undone(const Instance& instance) {
    return !instance.state.running && instance.state.configuration.empty();
}

const states::Text& undone_title() {
    static const states::Text title{"Undone", "Отменено"};
    return title;
}

std::string_view principal_state(const Instance& instance) {
    constexpr auto none = std::numeric_limits<states::StateIndex>::max();
    const auto& chart = *instance.definition->chart;
    auto first = none;
    instance.state.configuration.each([&](states::StateIndex s) {
        if (first == none && chart.atomic(s)) first = s;
    });
    return first == none ? undone : chart.state_id(first);
}

}  // namespace waymark::runtime
