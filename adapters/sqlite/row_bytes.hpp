// The two columns of the projections that are bytes: an instance's timers, and the fields of a message.
// Belongs to this file's schema number, not to the journal's formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflows/runtime/rows.hpp"

namespace waymark::sqlite {

std::string pack(const std::vector<runtime::TimerRow>& timers);
/// Throws StorageFailed when the bytes are damaged; so does unpack_fields.
std::vector<runtime::TimerRow> unpack_timers(std::string_view bytes, runtime::InstanceId instance,
                                             runtime::FamilyId family);

std::string pack(const states::Value& fields);
states::Value unpack_fields(std::string_view bytes);

}  // namespace waymark::sqlite
