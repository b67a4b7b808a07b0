#include "states/bytes.hpp"

#include <bit>
#include <cmath>

#include "states/result.hpp"
#include "states/state.hpp"

namespace waymark::states {

namespace {

// Tags of values. Small whole numbers from 0 are their own tag.
enum Tag : unsigned char { undefined, null, no, yes, whole, real, string, array, object, small };
constexpr std::uint64_t smalls = 200;

std::uint64_t zigzag(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

void append_number(std::string& out, double number) {
    constexpr double exact = 9007199254740992.0;
    const bool is_whole =
        std::abs(number) <= exact && number == std::floor(number) && !(number == 0 && std::signbit(number));
    if (!is_whole) {
        put_byte(out, real);
        const auto bits = std::bit_cast<std::uint64_t>(number);
        put_fixed32(out, static_cast<std::uint32_t>(bits));
        put_fixed32(out, static_cast<std::uint32_t>(bits >> 32));
    } else if (number >= 0 && number < static_cast<double>(smalls)) {
        put_byte(out, static_cast<unsigned char>(small + static_cast<unsigned>(number)));
    } else {
        put_byte(out, whole);
        put_signed(out, static_cast<std::int64_t>(number));
    }
}

}  // namespace

void put_byte(std::string& out, unsigned char byte) { out.push_back(static_cast<char>(byte)); }

void put_varint(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) put_byte(out, static_cast<unsigned char>(number | 0x80));
    put_byte(out, static_cast<unsigned char>(number));
}

void put_signed(std::string& out, std::int64_t number) { put_varint(out, zigzag(number)); }

void put_fixed32(std::string& out, std::uint32_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8)
        put_byte(out, static_cast<unsigned char>(number >> shift));
}

void Bytes::fail() {
    sound_ = false;
    rest_ = {};
}

unsigned char Bytes::byte() {
    if (rest_.empty()) {
        fail();
        return 0;
    }
    const auto first = static_cast<unsigned char>(rest_[0]);
    rest_.remove_prefix(1);
    return first;
}

std::uint64_t Bytes::varint() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto next = byte();
        if (shift == 63 && next > 1) break;
        number |= std::uint64_t{next & 0x7fU} << shift;
        if (next < 0x80) return number;
    }
    fail();
    return 0;
}

std::int64_t Bytes::signed_number() {
    const auto number = varint();
    return static_cast<std::int64_t>((number >> 1) ^ (~(number & 1) + 1));
}

std::uint32_t Bytes::fixed32() {
    std::uint32_t number = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) number |= std::uint32_t{byte()} << shift;
    return number;
}

std::uint32_t Bytes::number32() {
    const auto number = varint();
    if (number > 0xffffffff) fail();
    return static_cast<std::uint32_t>(number);
}

std::uint64_t Bytes::count() {
    const auto number = varint();
    if (number <= rest_.size()) return number;
    fail();
    return 0;
}

std::string_view Bytes::text(std::uint64_t size) {
    if (size > rest_.size()) {
        fail();
        return {};
    }
    const auto text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
}

Value Bytes::value(std::uint32_t depth) {
    const auto tag = byte();
    if (tag >= small && tag < small + smalls) return {static_cast<double>(tag - small)};
    switch (tag) {
        case undefined:
            return {};
        case null:
            return {nullptr};
        case no:
            return {false};
        case yes:
            return {true};
        case whole:
            return {static_cast<double>(signed_number())};
        case real: {
            const std::uint64_t low = fixed32();
            return {std::bit_cast<double>(low | std::uint64_t{fixed32()} << 32)};
        }
        case string:
            return {text(count())};
        case array:
        case object:
            break;
        default:
            fail();
            return {};
    }
    if (depth >= Value::deepest) {
        fail();
        return {};
    }
    const auto size = count();
    if (tag == array) {
        Value::Array elements;
        for (std::uint64_t i = 0; i < size && sound_; ++i) elements.push_back(value(depth + 1));
        return {std::move(elements)};
    }
    Value::Object members;
    for (std::uint64_t i = 0; i < size && sound_; ++i) {
        std::string name(text(count()));
        members.emplace_back(std::move(name), value(depth + 1));
    }
    return {std::move(members)};
}

void append_value(std::string& out, const Value& value) {
    switch (value.kind()) {
        case Value::Kind::undefined:
            put_byte(out, undefined);
            break;
        case Value::Kind::null:
            put_byte(out, null);
            break;
        case Value::Kind::boolean:
            put_byte(out, value.boolean() ? yes : no);
            break;
        case Value::Kind::number:
            append_number(out, value.number());
            break;
        case Value::Kind::string:
            put_byte(out, string);
            put_varint(out, value.string().size());
            out += value.string();
            break;
        case Value::Kind::array:
            put_byte(out, array);
            put_varint(out, value.array().size());
            for (const auto& element : value.array()) append_value(out, element);
            break;
        case Value::Kind::object:
            put_byte(out, object);
            put_varint(out, value.object().size());
            for (const auto& [name, member] : value.object()) {
                put_varint(out, name.size());
                out += name;
                append_value(out, member);
            }
            break;
    }
}

Result<Value> read_value(std::string_view& bytes) {
    Bytes in(bytes);
    auto value = in.value();
    if (!in.sound())
        return Error{
            "bad-value-bytes", "The bytes of a value are damaged; restore the record from a backup.", {}, {}};
    bytes = in.rest();
    return value;
}

}  // namespace waymark::states
