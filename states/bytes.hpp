// Bytes of the house's own binary forms: varints (LEB128), zigzag, texts, values. Writing appends to a
// string; reading never goes past the end: a fault is sticky, and what is read after it is empty.
#pragma once

#include <string>
#include <string_view>

#include "states/value.hpp"

namespace waymark::states {

void put_byte(std::string& out, unsigned char byte);
void put_varint(std::string& out, std::uint64_t number);
void put_signed(std::string& out, std::int64_t number);
void put_fixed32(std::string& out, std::uint32_t number);

class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}

    unsigned char byte();
    std::uint64_t varint();
    std::int64_t signed_number();
    std::uint32_t fixed32();
    std::uint32_t number32();  // a varint of at most 32 bits
    /// A number of things to come, each of at least one byte: so it cannot exceed what is left.
    std::uint64_t count();
    std::string_view text(std::uint64_t size);
    Value value(std::uint32_t depth = 0);

    void fail();
    [[nodiscard]] bool sound() const { return sound_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
    bool sound_ = true;
};

}  // namespace waymark::states
