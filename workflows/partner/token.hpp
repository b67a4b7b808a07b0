// The text of an API token, wm_<id>_<secret>: made, taken apart, digested. Knows nothing of persons.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "workflows/runtime/ports/randomness.hpp"

namespace waymark::partner {

struct MadeToken {
    std::string id;      // 8 characters of base 32, public
    std::string secret;  // 43 characters of base 62 for 32 random bytes
};
MadeToken make_token(runtime::Randomness& randomness);
std::string text_of(const MadeToken& token);

/// Views into the text it was taken from.
struct ParsedToken {
    std::string_view id, secret;
};
std::optional<ParsedToken> parse_token(std::string_view text);

/// SHA-256, as 64 lower-case hexadecimal digits. The secret has 256 random bits: it needs no salt and no
/// stretching.
std::string digest_of(std::string_view secret);

}  // namespace waymark::partner
