// The one table of routes: what is served, who may come, and how the OpenAPI document describes it. Made once
// from the program's collections; read-only afterwards. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "adapters/http/exchange.hpp"

namespace waymark::http {

/// What a route gives when all is well.
struct Success {
    unsigned status = 200;
    std::string schema;  // a name below components/schemas; empty: no JSON
    std::string media = "application/json";
    bool etag = false, location = false;
};

struct Route {
    std::string method, pattern;  // "/api/v1/instances/{id}/events": a segment in braces takes any
    Handler handler = nullptr;
    bool open = false;   // needs no token
    bool aside = false;  // may wait for the disk: handled beside the connections' thread
    const runtime::Collection* collection = nullptr;
    const runtime::Question* question = nullptr;  // that the path asks

    // For the OpenAPI document.
    std::string operation, summary, tag;
    std::vector<std::string> parameters;  // names below components/parameters, beside those of the pattern
    std::string request;                  // schema of the body; empty: none
    std::string request_media = "application/json";  // what a PUT takes, too
    std::vector<Success> answers;
    std::vector<std::string> problems;  // codes beside those that every route of its kind may answer
};

class Routes {
  public:
    explicit Routes(const runtime::Program& program);
    Routes(const Routes&) = delete;
    Routes& operator=(const Routes&) = delete;

    struct Match {
        const Route* route = nullptr;  // nullptr: no route takes this method at this path
        std::array<std::string_view, 2> arguments;
        std::string allow;  // methods that the path does take; empty: no such path
    };
    [[nodiscard]] Match match(std::string_view method, std::string_view path) const;
    [[nodiscard]] const std::vector<Route>& all() const { return routes_; }

  private:
    struct Pattern {
        std::vector<std::string> segments;  // empty text: an argument
    };
    std::vector<Route> routes_;
    std::vector<Pattern> patterns_;  // by route
};

// Each adds the routes of one resource (resources/*.cpp).
void add_health_routes(std::vector<Route>& routes);
void add_metrics_routes(std::vector<Route>& routes);
void add_status_routes(std::vector<Route>& routes);
void add_instance_routes(std::vector<Route>& routes, const runtime::Program& program);
void add_creation_routes(std::vector<Route>& routes, const runtime::Program& program);
void add_event_routes(std::vector<Route>& routes, const runtime::Program& program);
void add_why_routes(std::vector<Route>& routes, const runtime::Program& program);
void add_history_routes(std::vector<Route>& routes, const runtime::Program& program);
void add_release_routes(std::vector<Route>& routes);
void add_undo_routes(std::vector<Route>& routes);
void add_question_routes(std::vector<Route>& routes, const runtime::Program& program);
void add_journal_routes(std::vector<Route>& routes);
void add_timer_routes(std::vector<Route>& routes);
void add_worklist_routes(std::vector<Route>& routes);
void add_outbox_routes(std::vector<Route>& routes);
void add_definition_routes(std::vector<Route>& routes);
void add_template_routes(std::vector<Route>& routes);
void add_token_routes(std::vector<Route>& routes);
void add_clock_routes(std::vector<Route>& routes);
void add_resume_routes(std::vector<Route>& routes);
void add_backup_routes(std::vector<Route>& routes);
void add_import_routes(std::vector<Route>& routes);
void add_attachment_routes(std::vector<Route>& routes);
/// PUT of a part, to where the pattern says: "{id}" the instance, "{part}" its number.
Route part_route(std::string pattern);

/// A prefix and the words that routes of the same shape differ in: "instances" itself, and one for each
/// collection.
struct Shape {
    const runtime::Collection* collection;  // nullptr: /api/v1/instances
    std::string base;                       // "/api/v1/notices"
    std::string noun;                       // "notice"
    std::string name;                       // for operation ids: "notices"
    std::string tag;
};
std::vector<Shape> shapes(const runtime::Program& program);

}  // namespace waymark::http
