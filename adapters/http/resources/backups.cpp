// POST /api/v1/backups: a consistent copy of the data while the service runs.
#include <algorithm>

#include "adapters/http/body.hpp"
#include "adapters/http/json.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

/// A name that is one folder's name on every file system.
bool is_plain_name(std::string_view name) {
    return name.size() <= 100 && !name.starts_with('.') && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_' || c == '.';
           });
}

Response render(const std::string& name, const std::string& folder, bool dry_run) {
    Response response;
    response.status = dry_run ? 200 : 201;
    Json json(response.body);
    json.object();
    json.name("name").text(name);
    json.name("folder").text_or_null(folder);
    json.name("dry_run").boolean(dry_run);
    json.end_object();
    return response;
}

Outcome back_up(Exchange& exchange) {
    if (auto may = may_operate(exchange, "backup"); !may) return std::move(may).error();
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    const auto name = body->text("name");
    if (!name.empty() && !is_plain_name(name))
        body->object("name",
                     "The name is made of letters, digits, “-”, “_” and “.”, at most 100, and does not begin "
                     "with a dot.");
    if (auto checked = body->finish(); !checked) return std::move(checked).error();
    if (exchange.dry_run) return render(name, {}, true);
    return once(exchange, [&]() -> Result<Response> {
        auto folder = exchange.door.backup(exchange.actor, name);
        if (!folder) return std::move(folder).error();
        return render(name, *folder, false);
    });
}

}  // namespace

void add_backup_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "POST";
    route.pattern = "/api/v1/backups";
    route.handler = back_up;
    route.aside = true;
    route.operation = "create_backup";
    route.summary = "A consistent copy of the data, while the service runs.";
    route.tag = "service";
    route.request = "BackupName";
    route.answers = {{201, "Backup"}, {200, "Backup"}};
    route.problems = {"role-missing", "backup-exists", "storage-full"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
