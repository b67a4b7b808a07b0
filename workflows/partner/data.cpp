#include "workflows/partner/data.hpp"

namespace waymark::partner {

const states::Value& datum(const runtime::Instance& instance, std::string_view name) {
    return states::datum(*instance.definition->chart, instance.state, name);
}

const states::Value::Array& items(const runtime::Instance& instance, std::string_view name) {
    static const states::Value::Array none;
    const auto& value = datum(instance, name);
    return value.is_array() ? value.array() : none;
}

std::string text(const runtime::Instance& instance, std::string_view name) {
    return std::string(datum(instance, name).string_or(""));
}

bool is_in(const runtime::Instance& instance, std::string_view state) {
    bool found = false;
    instance.state.configuration.each(
        [&](states::StateIndex s) { found = found || instance.definition->chart->state_id(s) == state; });
    return found;
}

bool is_in_program(const runtime::Instance& partner) {
    const auto state = runtime::principal_state(partner);
    return state == "active" || state == "quit_pending";
}

}  // namespace waymark::partner
