// The play of `waymark demo`: the year 2026 of one partner.
#pragma once

#include "daemon/cli/demo_stage.hpp"

namespace waymark::cli {

/// When it begins: Monday, 10:00 in the program's zone.
constexpr const char* year_begins = "2026-02-02T07:00:00Z";

/// `folder`: the data folder of the rehearsal that the stage stands on.
void play_year(DemoStage& stage, const Session& session, const std::string& folder);

}  // namespace waymark::cli
