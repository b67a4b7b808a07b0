// What a benchmark found: figures of several runs, their medians, and how they are shown. Not how they are
// taken.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace waymark::bench {

/// One thing measured in every run.
struct Figure {
    std::string name;  // "http, 64 clients: events"
    std::string unit;  // "1/s", "µs"
    std::vector<double> runs;
    std::string beside;  // the figure that it is given as a ratio to; empty: none

    [[nodiscard]] double least() const;
    [[nodiscard]] double median() const;
    [[nodiscard]] double most() const;
};

class Report {
  public:
    void add(Figure figure) { figures_.push_back(std::move(figure)); }
    void add_fact(std::string name, std::string text) {
        facts_.emplace_back(std::move(name), std::move(text));
    }
    void skip(std::string what) { skipped_.push_back(std::move(what)); }

    void print_table(std::ostream& out) const;
    void print_json(std::ostream& out) const;

  private:
    [[nodiscard]] const Figure* find(const std::string& name) const;

    std::vector<Figure> figures_;
    std::vector<std::pair<std::string, std::string>> facts_;
    std::vector<std::string> skipped_;
};

}  // namespace waymark::bench
