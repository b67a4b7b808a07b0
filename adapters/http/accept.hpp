// What a request's Accept field prefers among the media types that a path offers. Pure.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "states/result.hpp"

namespace waymark::http {

/// The index of the preferred one, the first of several liked as much; nothing: none of them will do. An
/// empty field takes anything. `offered`: types without parameters, "text/csv". Source: RFC 9110 section
/// 12.5.1.
std::optional<std::size_t> preferred(std::string_view accept, std::span<const std::string_view> offered);

/// Of an answer that comes as JSON and, when it is a table, also as CSV: is it to be CSV? Errors:
/// "not-acceptable".
Result<bool> wants_csv(std::string_view accept, bool is_table);

}  // namespace waymark::http
