// The methods of strings and arrays that expressions may call (ES5 15.4.4, 15.5.4), by a fixed table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "states/value.hpp"

namespace waymark::states {

using MethodIndex = std::uint8_t;

std::optional<MethodIndex> find_method(std::string_view name);
/// Throws EvaluationError when `self` is of a kind that has no such method.
Value call_method(MethodIndex method, const Value& self, std::span<const Value> arguments);

}  // namespace waymark::states
