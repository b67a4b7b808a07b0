// Rows of text with columns that line up, for a terminal. Widths count characters, not bytes.
#pragma once

#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace waymark::cli {

class Table {
  public:
    /// A heading of empty texts is not printed.
    explicit Table(std::vector<std::string> heading) : rows_{std::move(heading)} {}
    void align_right(std::size_t column) { right_.insert(column); }
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    [[nodiscard]] bool empty() const { return rows_.size() == 1; }
    void print(std::ostream& out) const;

  private:
    std::vector<std::vector<std::string>> rows_;
    std::set<std::size_t> right_;  // columns
};

}  // namespace waymark::cli
