#include "adapters/sqlite/instance_query.hpp"

#include <algorithm>

namespace waymark::sqlite {
namespace {

using Sort = runtime::InstanceQuery::Sort;

/// The choice is ours, not the planner's: it knows nothing of the sizes, and the answer's time must not
/// change by itself.
const char* index_of(const runtime::InstanceQuery& query) {
    if (query.family) return "INDEXED BY instances_family";
    if (!query.key.empty()) return "INDEXED BY instances_key";
    if (query.workflow.empty()) return "NOT INDEXED";
    if (query.sort == Sort::updated) return "INDEXED BY instances_record";
    return query.state.empty() ? "INDEXED BY instances_workflow" : "INDEXED BY instances_state";
}

}  // namespace

bool wants_merge(const runtime::InstanceQuery& query) {
    return query.sort == Sort::updated && query.workflow.empty() && query.key.empty() && !query.family;
}

std::string sql_of(const runtime::InstanceQuery& query) {
    const std::string sort_key = query.sort == Sort::created ? "id" : "record";
    std::string sql =
        std::string("SELECT ") + instance_columns + " FROM instances " + index_of(query) + " WHERE true";
    if (query.family) sql += " AND family = ?";
    if (!query.workflow.empty()) sql += " AND workflow = ?";
    if (!query.state.empty()) sql += " AND state = ?";
    if (!query.key.empty()) sql += " AND key = ? AND key <> ''";  // the second: the index holds no empty ones
    if (query.after) sql += " AND " + sort_key + (query.descending ? " < ?" : " > ?");
    return sql + " ORDER BY " + sort_key + (query.descending ? " DESC" : "");
}

void bind(Query& statement, const runtime::InstanceQuery& query) {
    constexpr std::uint64_t largest = INT64_MAX;  // as SQLite counts; no id is beyond
    if (query.family) statement.bind(query.family->number);
    if (!query.workflow.empty()) statement.bind(query.workflow);
    if (!query.state.empty()) statement.bind(query.state);
    if (!query.key.empty()) statement.bind(query.key);
    if (query.after) statement.bind(std::min(*query.after, largest));
}

}  // namespace waymark::sqlite
