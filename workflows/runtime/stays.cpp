// Since when an instance has been where it is, and where it was before: read back along its records. Each
// holds the whole state behind it, so nothing else needs to keep this.
#include <algorithm>

#include "workflows/runtime/derivation.hpp"
#include "workflows/runtime/reading.hpp"

namespace waymark::runtime {

namespace {

[[noreturn]] void damaged(const Error& error) { throw std::runtime_error(error.message); }

}  // namespace

std::vector<Stay> Reading::stays(const Instance& instance, std::size_t most) const {
    std::vector<Stay> stays;  // newest first
    for (auto next = instance.record; next != 0;) {
        const auto found = record(next);
        if (!found) damaged(found.error());
        const auto* definition = definition_of_(found->definition);
        CHECK(definition != nullptr, "record " + std::to_string(next) + " names an unknown definition");
        auto state = states::decode(*definition->chart, found->state);
        if (!state) damaged(state.error());
        const auto as_it_was = instance_after(*found, *definition, *std::move(state));
        const auto name = principal_state(*as_it_was);
        if (stays.empty() || stays.back().state != name) {
            if (stays.size() == most) break;
            stays.push_back({std::string(name), found->at});
        }
        stays.back().from = found->at;
        next = found->previous;
    }
    std::ranges::reverse(stays);
    return stays;
}

}  // namespace waymark::runtime
