// Reads a body in the chunked coding as it arrives. Written here because the parser of the library waits for
// ever for a CR LF where a bare LF came, does not count extensions, and mixes trailer fields into the header.
// Trailer fields are checked for form and dropped. Source: RFC 9112 section 7.1. Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/http/refusal.hpp"

namespace waymark::http {

class Chunks {
  public:
    /// Takes what it can of `received`, appends content to `body`, and returns by `used` how much is done
    /// with. Errors: "bad-request", "body-too-large" beyond `most_bytes` of content.
    Refusal take(std::string_view received, std::string& body, std::size_t most_bytes, std::size_t& used);
    [[nodiscard]] bool complete() const { return place_ == Place::end; }
    void reset() { *this = {}; }

  private:
    enum class Place : std::uint8_t { size, content, content_end, trailer, end };
    Refusal take_size(std::string_view line);
    Refusal take_trailer(std::string_view line);

    Place place_ = Place::size;
    std::uint64_t left_ = 0;  // of the present chunk
    unsigned trailers_ = 0;
    std::uint64_t extensions_ = 0;  // bytes of all extensions
};

}  // namespace waymark::http
