// The charts that pictures are tested with: the shipped definitions, the W3C's where they are at hand, and
// random ones. Not the pictures.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "states/chart.hpp"

namespace waymark::diagrams {

struct NamedChart {
    std::string name;  // the file's, without its ending
    std::shared_ptr<const states::Chart> chart;
};

/// Every document in the program's folder of definitions.
std::vector<NamedChart> shipped_charts();

/// Those of the W3C's test documents that are read; empty where they are not at hand.
std::vector<NamedChart> w3c_charts();

/// The same for the same seed: groups, regions, histories, finals, arrows across all of them.
NamedChart random_chart(unsigned seed);

std::shared_ptr<const states::Chart> read(const std::string& document);

/// The folder of material beside the project; empty: it is not at hand.
std::filesystem::path shared_folder();

}  // namespace waymark::diagrams
