// Bytes out and bytes in: varints, texts, values. Not a format: record.cpp says what is written in which
// order (ADR 0006). Reading never goes past the end and never throws: after the first damage everything reads
// as zero and ok() is false.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "states/instant.hpp"
#include "states/value.hpp"

namespace waymark::runtime {

class ByteWriter {
  public:
    explicit ByteWriter(std::string& out) : out_(out) {}
    void byte(std::uint8_t b) { out_.push_back(static_cast<char>(b)); }
    void number(std::uint64_t n);        // LEB128: 7 bits a byte, low first
    void signed_number(std::int64_t n);  // zigzag
    void instant(Instant at) { signed_number(at.time_since_epoch().count()); }
    void raw(std::span<const std::uint8_t> bytes);
    void text(std::string_view text);  // length, bytes
    void value(const states::Value& value);

  private:
    std::string& out_;
};

class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return left_.empty(); }
    void fail();

    std::uint8_t byte();
    std::uint64_t number();
    std::uint32_t small_number();  // damage when it does not fit
    std::int64_t signed_number();
    Instant instant() { return Instant(std::chrono::microseconds(signed_number())); }
    void raw(std::span<std::uint8_t> out);
    std::string_view text();  // into the bytes read from
    states::Value value();
    /// How many elements follow: damage when more than the bytes left could hold.
    std::size_t count();

  private:
    std::string_view left_;
    bool ok_ = true;
};

}  // namespace waymark::runtime
