// A CSV file cut into parts that end where rows end, as an import takes them.
#pragma once

#include <istream>
#include <string>

namespace waymark::cli {

class FileParts {
  public:
    /// `file` outlives it.
    explicit FileParts(std::istream& file, std::size_t part_bytes = 256u << 10)
        : file_(file), wanted_(part_bytes) {}
    /// Empty: there is no more. A part is longer than wanted only to its row's end, and never than 1 MiB.
    std::string next();

  private:
    std::istream& file_;
    std::size_t wanted_;
    std::string rest_;
};

}  // namespace waymark::cli
