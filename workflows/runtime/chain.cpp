#include <openssl/evp.h>

#include "workflows/runtime/record.hpp"

namespace waymark::runtime {

namespace {

/// OpenSSL looks algorithms up by name: once a thread, not once a record.
class Sha256 {
  public:
    Sha256() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
        CHECK(algorithm_ != nullptr && context_ != nullptr, "OpenSSL has no SHA-256");
    }
    ~Sha256() {
        EVP_MD_CTX_free(context_);
        EVP_MD_free(algorithm_);
    }
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    Digest of(std::span<const std::uint8_t> first, std::string_view second) {
        Digest digest{};
        const bool worked = EVP_DigestInit_ex2(context_, algorithm_, nullptr) == 1 &&
                            EVP_DigestUpdate(context_, first.data(), first.size()) == 1 &&
                            EVP_DigestUpdate(context_, second.data(), second.size()) == 1 &&
                            EVP_DigestFinal_ex(context_, digest.data(), nullptr) == 1;
        CHECK(worked, "OpenSSL's SHA-256 failed");
        return digest;
    }

  private:
    EVP_MD* algorithm_;
    EVP_MD_CTX* context_;
};

Digest sha256(std::span<const std::uint8_t> first, std::string_view second) {
    thread_local Sha256 hash;
    return hash.of(first, second);
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const auto byte : sha256({}, bytes)) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

Digest chain(const Digest& previous, std::string_view encoded) { return sha256(previous, encoded); }

}  // namespace waymark::runtime
