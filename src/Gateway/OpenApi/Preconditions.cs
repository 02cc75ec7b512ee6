using HierarchySim.Core;
using Microsoft.OpenApi;

namespace HierarchySim.Gateway;

/// <summary>What the API description says of <see cref="IfMatch"/>.</summary>
internal static class Preconditions
{
    /// <summary>Adds the header and the problems that come with it.</summary>
    public static void Describe(OpenApiOperation operation, bool required)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IfMatch.Header,
            In = ParameterLocation.Header,
            Required = required,
            Description = "ETag of the view the change is based on, or '*' for whatever is there. Only the thing itself is compared, not its counters.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        operation.Responses ??= [];
        operation.Responses["412"] = Problem("Precondition Failed");
        if (required) operation.Responses["428"] = Problem("Precondition Required");
        if (operation.Responses.GetValueOrDefault("200") is OpenApiResponse changed) ApiDescription.AddHeader(changed, "ETag", "Stands for the view after the change.");
    }

    private static OpenApiResponse Problem(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemResponse.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(ProblemResponse)) },
        },
    };
}
