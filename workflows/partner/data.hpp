// Reading instances of the program's charts by the names that the definitions give to their data and states.
// Pure.
#pragma once

#include <string>
#include <string_view>

#include "workflows/runtime/instance.hpp"

namespace waymark::partner {

/// A variable of an instance; undefined when its chart has none of this name.
const states::Value& datum(const runtime::Instance& instance, std::string_view name);
/// Empty when it is no list: an instance that was undone has no data.
const states::Value::Array& items(const runtime::Instance& instance, std::string_view name);
/// Empty when it is no text.
std::string text(const runtime::Instance& instance, std::string_view name);
/// Whether the state of this id is active.
bool is_in(const runtime::Instance& instance, std::string_view state);
/// Of a partner: it has not left; who is leaving is in the program until then.
bool is_in_program(const runtime::Instance& partner);

}  // namespace waymark::partner
