#include "workflows/partner/token.hpp"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <span>

#include "states/check.hpp"

namespace waymark::partner {

namespace {

constexpr std::string_view prefix = "wm_";
constexpr std::size_t id_length = 8, secret_length = 43;
constexpr std::string_view base32 = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::string_view base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The bytes as one number in the base of `digits`, padded to `length`. Consumes the bytes.
std::string digits_of(std::span<std::uint8_t> bytes, std::string_view digits, std::size_t length) {
    std::string text(length, digits.front());
    for (std::size_t place = length; place-- > 0;) {
        std::size_t rest = 0;
        for (std::uint8_t& byte : bytes) {
            rest = rest * 256 + byte;
            byte = static_cast<std::uint8_t>(rest / digits.size());
            rest %= digits.size();
        }
        text[place] = digits[rest];
    }
    return text;
}

bool consists_of(std::string_view text, std::string_view digits) {
    return text.find_first_not_of(digits) == std::string_view::npos;
}

}  // namespace

MadeToken make_token(runtime::Randomness& randomness) {
    std::array<std::uint8_t, 5> id{};
    std::array<std::uint8_t, 32> secret{};
    randomness.fill(id);
    randomness.fill(secret);
    return {digits_of(id, base32, id_length), digits_of(secret, base62, secret_length)};
}

std::string text_of(const MadeToken& token) { return std::string(prefix) + token.id + "_" + token.secret; }

std::optional<ParsedToken> parse_token(std::string_view text) {
    if (text.size() != prefix.size() + id_length + 1 + secret_length || !text.starts_with(prefix))
        return std::nullopt;
    text.remove_prefix(prefix.size());
    const ParsedToken token{text.substr(0, id_length), text.substr(id_length + 1)};
    if (text[id_length] != '_' || !consists_of(token.id, base32) || !consists_of(token.secret, base62))
        return std::nullopt;
    return token;
}

std::string digest_of(std::string_view secret) {
    std::array<unsigned char, 32> hash{};
    unsigned int length = 0;
    const int done = EVP_Digest(secret.data(), secret.size(), hash.data(), &length, EVP_sha256(), nullptr);
    CHECK(done == 1 && length == hash.size());
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    text.reserve(2 * hash.size());
    for (const unsigned char byte : hash) {
        text += hex[byte / 16];
        text += hex[byte % 16];
    }
    return text;
}

}  // namespace waymark::partner
