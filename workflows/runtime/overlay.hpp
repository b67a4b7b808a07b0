// How a page is put together: rows of the snapshot in their order, with rows of the window between them.
// Shapes of reading.cpp alone.
#pragma once

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "workflows/runtime/service.hpp"
#include "workflows/runtime/window.hpp"

namespace waymark::runtime {

inline constexpr std::uint64_t most_counted = 10'000;

/// The newest of each instance in the window.
using Newest = std::unordered_map<InstanceId, InstancePtr>;
Newest newest_of(const Window::View<Instance>& view);

/// Merges what is offered, which comes in order, with `overlay`, which is any; stops one behind the limit.
template <class Row, class Before>
class PageMaker {
  public:
    PageMaker(std::vector<Row> overlay, std::size_t limit, Before before)
        : overlay_(std::move(overlay)), limit_(limit), before_(before) {
        const auto kept = std::min(overlay_.size(), limit + 1);
        std::ranges::partial_sort(overlay_, overlay_.begin() + static_cast<std::ptrdiff_t>(kept), before_);
        overlay_.resize(kept);
    }
    /// False: the page is full.
    bool offer(Row row) {
        while (next_ < overlay_.size() && !full() && before_(overlay_[next_], row)) take_next();
        if (!full()) page_.rows.push_back(std::move(row));
        return !full();
    }
    Page<Row> finish() {
        while (next_ < overlay_.size() && !full()) take_next();
        if (full()) {
            page_.more = true;
            page_.rows.pop_back();
        }
        return std::move(page_);
    }

  private:
    [[nodiscard]] bool full() const { return page_.rows.size() > limit_; }
    void take_next() { page_.rows.push_back(std::move(overlay_[next_++])); }

    std::vector<Row> overlay_;
    std::size_t next_ = 0, limit_;
    Before before_;
    Page<Row> page_;
};

}  // namespace waymark::runtime
