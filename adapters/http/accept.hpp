// What a request's Accept field prefers among the media types that a path offers. Pure.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace waymark::http {

/// The index of the preferred one, the first of several liked as much; nothing: none of them will do. An
/// empty field takes anything. `offered`: types without parameters, "text/csv". Source: RFC 9110 section
/// 12.5.1.
std::optional<std::size_t> preferred(std::string_view accept, std::span<const std::string_view> offered);

}  // namespace waymark::http
