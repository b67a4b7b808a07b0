// POST /api/v1/commands/{record}/undo: takes a command back while its mail is held.
#include <charconv>

#include "adapters/http/body.hpp"
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

/// The path's record; 0 for "last": the caller's newest command.
std::optional<runtime::Sequence> record_argument(std::string_view text) {
    if (text == "last") return 0;
    runtime::Sequence record = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), record);
    if (error != std::errc() || end != text.data() + text.size() || record == 0) return std::nullopt;
    return record;
}

Outcome undo(Exchange& exchange) {
    const auto record = record_argument(exchange.arguments[0]);
    if (!record) return not_found(exchange.path);
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    const auto reason = body->optional_text("reason");
    if (auto checked = body->finish(); !checked) return std::move(checked).error();
    auto command = command_of(exchange, runtime::UndoCommand{*record, reason});
    if (!command) return std::move(command).error();
    return Submission{std::move(command).value(), render_answer};
}

}  // namespace

void add_undo_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "POST";
    route.pattern = "/api/v1/commands/{record}/undo";
    route.handler = undo;
    route.operation = "undo_command";
    route.summary =
        "Take a command back, while its mail is held and nothing that it touched has moved since.";
    route.tag = "commands";
    route.parameters = {"if_match"};
    route.request = "Undo";
    route.answers = {{200, "Answer", "application/json", true}};
    route.problems = {"role-missing", "not-found",     "undo-not-a-command", "undo-too-late",
                      "undo-moved",   "version-stale", "quarantined"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
