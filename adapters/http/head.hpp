// The head of a request: request line and fields, read once, as views into the text that was received. Not
// its body, and no judgement of it (framing.hpp). Thread: one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/http/refusal.hpp"

namespace waymark::http {

inline constexpr std::size_t most_head_bytes = 16 * 1024;
inline constexpr std::size_t most_fields = 100;

/// The fields this server looks at; all others are counted and forgotten.
enum class Field : std::uint8_t {
    host,
    connection,
    content_length,
    transfer_encoding,
    content_type,
    content_encoding,
    expect,
    authorization,
    idempotency_key,
    if_match,
    accept,
    other  // none of these
};

struct Head {
    struct Value {
        std::string_view text;
        unsigned times = 0;
    };
    std::string_view method, target;
    unsigned minor = 1;  // of HTTP/1.x
    std::size_t fields = 0;
    std::array<Value, static_cast<std::size_t>(Field::other)> values{};

    [[nodiscard]] const Value& operator[](Field field) const {
        return values[static_cast<std::size_t>(field)];
    }
    [[nodiscard]] std::string_view text(Field field) const { return (*this)[field].text; }
    [[nodiscard]] bool has(Field field) const { return (*this)[field].times != 0; }
};

/// Looks through bytes as they arrive for the end of a head, and refuses at once what no head holds: a line
/// not ended by CRLF, control bytes, folded lines, too much. Keeps where it stopped, so that no byte is
/// looked at twice.
class HeadScan {
  public:
    /// `received`: all since the head's first byte. Empty lines in front of it must be gone already.
    Refusal look(std::string_view received);
    /// Length of the head with its closing empty line; 0: not there yet.
    [[nodiscard]] std::size_t length() const { return length_; }
    void reset() { *this = {}; }

  private:
    std::size_t seen_ = 0, length_ = 0;
};

/// Reads a whole head (HeadScan has found its end). The views in `head` point into `text`.
Refusal read_head(std::string_view text, Head& head);

}  // namespace waymark::http
