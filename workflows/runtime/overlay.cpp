#include "workflows/runtime/overlay.hpp"

#include <ranges>

namespace waymark::runtime {

Newest newest_of(const Window::View<Instance>& view) {
    Newest newest;
    std::size_t rows = 0;
    for (const auto& chunk : view.changed) rows += chunk->size();
    newest.reserve(rows);
    // The first that is met stays: from the end.
    for (const auto& chunk : view.changed | std::views::reverse)
        for (const auto& instance : *chunk | std::views::reverse) newest.try_emplace(instance->id, instance);
    return newest;
}

}  // namespace waymark::runtime
