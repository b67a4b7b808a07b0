#include "adapters/http/idempotency.hpp"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <openssl/evp.h>

namespace waymark::http {
namespace {

constexpr std::size_t most_key_bytes = 255;

struct ContextEnd {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// The first half of the SHA-256 of the parts, each followed by a line feed.
std::array<std::uint8_t, 16> half_digest(std::initializer_list<std::string_view> parts) {
    static EVP_MD* const sha256 =
        EVP_MD_fetch(nullptr, "SHA256", nullptr);  // looking it up each time costs more than hashing
    thread_local const std::unique_ptr<EVP_MD_CTX, ContextEnd> context(EVP_MD_CTX_new());
    bool well = sha256 != nullptr && context && EVP_DigestInit_ex2(context.get(), sha256, nullptr) == 1;
    for (const auto part : parts)
        well = well && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1 &&
               EVP_DigestUpdate(context.get(), "\n", 1) == 1;
    std::array<std::uint8_t, 32> whole{};
    well = well && EVP_DigestFinal_ex(context.get(), whole.data(), nullptr) == 1;
    CHECK(well, "SHA-256 is not available");
    std::array<std::uint8_t, 16> half{};
    std::copy_n(whole.begin(), half.size(), half.begin());
    return half;
}

}  // namespace

Result<std::string_view> read_idempotency_key(std::string_view field, bool present) {
    if (!present)
        return Error{"idempotency-key-missing",
                     "Every POST carries the header field Idempotency-Key: a text of your choice, new for "
                     "each request and the same "
                     "when you repeat it.",
                     "Idempotency-Key",
                     {}};
    auto key = field;
    if (key.size() >= 2 && key.front() == '"' && key.back() == '"') key = key.substr(1, key.size() - 2);
    const auto visible = [](char c) { return c > ' ' && c < 0x7f && c != '"'; };
    if (key.empty() || key.size() > most_key_bytes || !std::ranges::all_of(key, visible))
        return Error{"idempotency-key-bad",
                     "The Idempotency-Key is 1 to 255 visible ASCII characters without quotes inside.",
                     "Idempotency-Key",
                     {}};
    return key;
}

runtime::IdempotencyKey idempotency_key(runtime::InstanceId person, std::string_view method,
                                        std::string_view path, std::string_view key, std::string_view body) {
    return {half_digest({runtime::to_text(person), method, path, key}), half_digest({body})};
}

}  // namespace waymark::http
