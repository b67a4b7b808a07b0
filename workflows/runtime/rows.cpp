#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

bool matches(const InstanceRow& row, const InstanceQuery& query) {
    return (query.workflow.empty() || row.workflow == query.workflow) &&
           (query.state.empty() || row.state == query.state) && (query.key.empty() || row.key == query.key) &&
           (!query.family || row.family == *query.family);
}

}  // namespace waymark::runtime
