// The SQL of a question about instances: composed of fixed pieces only, one text for each combination of
// members.
#pragma once

#include <string>

#include "adapters/sqlite/connection.hpp"
#include "workflows/runtime/rows.hpp"

namespace waymark::sqlite {

inline constexpr const char* instance_columns =
    "id, family, parent, definition, workflow, state, key, version, record, created_at_us, updated_at_us, "
    "timers, blob, "
    "quarantine";

/// Whether no index has this order: then one question for each workflow, merged.
bool wants_merge(const runtime::InstanceQuery& query);

/// SELECT instance_columns FROM instances …, in the query's order.
std::string sql_of(const runtime::InstanceQuery& query);
/// Its parameters, in order. The query must outlive the statement's use.
void bind(Query& statement, const runtime::InstanceQuery& query);

}  // namespace waymark::sqlite
