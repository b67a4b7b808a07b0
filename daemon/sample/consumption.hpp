// What the partners' customers have used in a month, as the file that billing would send. Immutable stories
// in, text out; the same for the same stories.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "daemon/sample/story.hpp"

namespace waymark::sample {

class ConsumptionSheet {
  public:
    explicit ConsumptionSheet(std::chrono::year_month month);

    /// The story's rows, if its customers use anything. `partner`: by id.
    void add(const Story& story, const std::string& partner);

    [[nodiscard]] const std::string& csv() const { return csv_; }
    [[nodiscard]] std::int64_t rows() const { return rows_; }
    [[nodiscard]] std::int64_t kopecks() const { return kopecks_; }

  private:
    std::chrono::year_month month_;
    std::string csv_ = "account,partner,service,month,amount\n";
    std::int64_t rows_ = 0, kopecks_ = 0;
};

}  // namespace waymark::sample
