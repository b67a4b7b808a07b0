// base64url without padding (RFC 4648 section 5), for cursors. Not for secrets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark::http {

std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace waymark::http
