// Personal data on its way in and out: what a form marks so is moved into the subjects, and a text that names
// the subject stands in its place in events, states and messages. Only readers get it put back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflows/runtime/ports/journal.hpp"

namespace waymark::runtime {

inline constexpr std::string_view subject_prefix = "subject:";

/// "subject:<instance>.<record>.<member>"
std::string subject_id(InstanceId instance, Sequence record, std::string_view member);

/// The data with every property that the schema marks "personal": true moved to `subjects`.
states::Value move_personal(const states::Value& schema, const states::Value& data, InstanceId instance,
                            Sequence record, std::vector<Subject>& subjects);

/// Errors: "form-invalid" when a text in data from outside begins as a subject's name does: nobody may have
/// others' data revealed by naming it.
Done check_no_subjects(const states::Value& data);

/// Texts "subject:…" replaced by what they stand for; null when erased or unknown.
states::Value reveal(const states::Value& value, Journal& journal);

}  // namespace waymark::runtime
