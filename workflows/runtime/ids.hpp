// The numbers of the runtime as strong types, and the text form that the outside sees.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace waymark::runtime {

/// An instance, for ever. Grows with time (milliseconds since the epoch times 2^20, plus a count), so that
/// projections are written in key order; outside it is an opaque text of 13 characters (Crockford's base 32,
/// lower case).
struct InstanceId {
    std::uint64_t number = 0;  // 0: none; records of the service itself carry it
    friend auto operator<=>(const InstanceId&, const InstanceId&) = default;
};

/// A family is named by its root: the partner, or a person for itself.
struct FamilyId {
    std::uint64_t number = 0;
    friend auto operator<=>(const FamilyId&, const FamilyId&) = default;
};

/// Position in the journal, dense from 1; 0: none.
using Sequence = std::uint64_t;

std::string to_text(InstanceId id);
std::optional<InstanceId> parse_instance_id(std::string_view text);
inline std::string to_text(FamilyId id) { return to_text(InstanceId{id.number}); }
inline InstanceId root_of(FamilyId id) { return {id.number}; }
inline FamilyId family_rooted_at(InstanceId id) { return {id.number}; }

}  // namespace waymark::runtime

template <>
struct std::hash<waymark::runtime::InstanceId> {
    std::size_t operator()(waymark::runtime::InstanceId id) const noexcept {
        return id.number * 0x9E3779B97F4A7C15ULL;
    }
};
template <>
struct std::hash<waymark::runtime::FamilyId> {
    std::size_t operator()(waymark::runtime::FamilyId id) const noexcept {
        return id.number * 0x9E3779B97F4A7C15ULL;
    }
};
