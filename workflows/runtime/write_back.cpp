#include "workflows/runtime/write_back.hpp"

#include <algorithm>
#include <span>

#include "workflows/runtime/derivation.hpp"
#include "workflows/runtime/ports/journal.hpp"

namespace waymark::runtime {

namespace {

template <class Row, class Map>
std::vector<Row> sorted_rows(const Map& map) {
    std::vector<Row> rows;
    rows.reserve(map.size());
    for (const auto& [key, row] : map) rows.push_back(row);
    return rows;
}

/// Fills slices one after another and writes each that is full.
class Slices {
  public:
    explicit Slices(Projections& projections) : projections_(projections) {}
    /// Where the next row goes.
    Slice& room() {
        if (rows_ == slice_rows) {
            projections_.write(slice_);
            slice_ = {};
            rows_ = 0;
        }
        ++rows_;
        return slice_;
    }
    Slice& last() { return slice_; }

  private:
    Projections& projections_;
    Slice slice_;
    std::size_t rows_ = 0;
};

}  // namespace

void write_generation(const Window::Generation& generation, Projections& projections,
                      std::optional<Instant> forget_idempotency_before) {
    Slices slices(projections);
    auto instances = sorted_rows<InstancePtr>(generation.instances);
    std::ranges::sort(instances, {}, [](const InstancePtr& instance) { return instance->id; });
    for (const auto& instance : instances) slices.room().instances.push_back(row_of(*instance));
    for (const auto& [key, row] : generation.outbox) slices.room().outbox.push_back(*row);
    for (const auto& row : generation.idempotency) slices.room().idempotency.push_back(row);
    auto& last = slices.last();
    last.forget_idempotency_before = forget_idempotency_before;
    last.hold = generation.hold;
    last.mark = generation.last;
    projections.write(last);
}

WriteBack::WriteBack(Window& window, Projections& projections, Executor& executor, std::size_t window_rows,
                     std::chrono::microseconds idempotency_kept)
    : window_(window),
      projections_(projections),
      executor_(executor),
      window_rows_(window_rows),
      idempotency_kept_(idempotency_kept) {}

void WriteBack::committed(Instant now) {
    if (left_over_ || window_.rows() >= window_rows_) begin(now);
}

void WriteBack::begin(Instant now) {
    if (posted_.exchange(true)) return;
    executor_.post([this, now] {
        posted_ = false;
        try {
            write_one(now);
        } catch (const StorageFull&) {  // nothing is lost: the rows wait in the window
        }
    });
}

bool WriteBack::behind() const { return window_.rows() > 2 * window_rows_; }

void WriteBack::finish(Instant now) {
    executor_.run([&] {
        while (write_one(now)) {
        }
    });
}

bool WriteBack::write_one(Instant now) {
    if (!generation_) generation_ = window_.begin_write_back();
    if (!generation_) return false;
    try {
        write_generation(*generation_, projections_, now - idempotency_kept_);
    } catch (const StorageFull&) {
        left_over_ = true;
        throw;
    }
    left_over_ = false;
    generation_.reset();
    window_.end_write_back();
    projections_.settle();
    return true;
}

}  // namespace waymark::runtime
